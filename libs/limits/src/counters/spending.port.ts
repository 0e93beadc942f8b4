/** What the ledger knows of the money a client has spent. */
export interface Spending {
  /**
   * Nano-USD of all requests of the client that were accepted at or after this instant (epoch milliseconds, the start
   * of a UTC day) and that had ended when it was asked. @throws when the ledger cannot tell
   */
  since(clientId: string, from: number): Promise<number>;
}
export const Spending = Symbol('Spending');
