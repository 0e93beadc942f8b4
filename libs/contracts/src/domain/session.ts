/** A login of one browser, as the server remembers it so that it can be ended. Times are epoch milliseconds. */
export interface Session {
  /** 128 random bits, base64url; part of the signed token and no secret by itself. */
  readonly id: string;
  readonly userId: string;
  /** The user's `sessionVersion` at the login: when that has risen since, this session is over. */
  readonly sessionVersion: number;
  readonly createdAt: number;
  /** It ends then, however much it is used. */
  readonly expiresAt: number;
  readonly lastSeenAt: number;
  readonly address: string;
  /** As the browser calls itself, cut to 200 characters. */
  readonly userAgent: string;
}
