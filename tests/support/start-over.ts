/** Puts the global stream and the precision back to where the library starts: the test file before this one may have left them elsewhere. */
import { init } from 'nnfs';

init({ dotPrecision: 'float32' });
