import { catalogueFileSchema, type CatalogueFile } from './catalogueFile.ts';

/** Reads the catalogue that is shipped. It lies in a chunk of its own, so nothing of it is read before it is needed. */
export async function loadSnapshot(): Promise<CatalogueFile> {
  const file: { readonly default: unknown } = await import('../../../resources/models.json', {
    with: { type: 'json' },
  });
  return catalogueFileSchema.parse(file.default);
}
