import { ValueError } from '../errors.ts';

/** A call that cannot be meant: exit code 2, where work that failed has 1. */
export class WrongCall extends ValueError {}
