/** The catalogue's data contradicts itself or has the wrong shape. Raised while loading, never by a request. */
export class InvalidCatalogError extends Error {
  override readonly name = 'InvalidCatalogError';
}
