/** Python's `weight_regularizer_l1` as `weightRegularizerL1`, and `beta_1` as `beta1`. */
export const camelCase = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
