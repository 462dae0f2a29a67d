/** Next's own hook, once per server start: reading begins before the first visitor comes. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { allowEncodedAnswers } = await import("./lib/server/encoded-answers");
  const { startServer } = await import("./lib/server/lifecycle");
  allowEncodedAnswers();
  startServer();
}
