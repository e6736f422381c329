// @types/seedrandom describes the package's main entry only.
declare module 'seedrandom/lib/alea.js' {
  interface State {
    c: number;
    s0: number;
    s1: number;
    s2: number;
  }
  interface StatefulGenerator {
    /** 53 bits, in [0, 1). */
    double(): number;
    /** 32 bits, signed. */
    int32(): number;
    state(): State;
  }
  function alea(seed: string, options: { state: true | State }): StatefulGenerator;
  export = alea;
}
