import { checkKernels } from './check-kernels.ts';
import './matchers.ts';

checkKernels();
