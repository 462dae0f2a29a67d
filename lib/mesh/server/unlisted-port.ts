/** No policy and no rule can name port 0, so its mode is the one every port has that nobody names. */
export const UNLISTED_PORT = 0;
