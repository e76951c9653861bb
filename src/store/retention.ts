/** How long a token and its reply are kept after their commit (ST-28): a carrier's retries come within minutes. */
export const tokenMs = 24 * 60 * 60 * 1000;
