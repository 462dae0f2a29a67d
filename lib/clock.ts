/** Time as an argument, so that rules about age can be tested. Unix milliseconds. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
