import { type DynamicModule, Module } from '@nestjs/common';
import { CatalogOptions } from './catalog-options';
import { ModelCatalogService } from './model-catalog.service';

@Module({})
export class CatalogModule {
  /**
   * Each app registers it once, with the facts of the providers it is built with. Global, because routing, pricing and
   * the rest must share that one instance and could not name the facts themselves.
   */
  static register(options: CatalogOptions): DynamicModule {
    return {
      module: CatalogModule,
      global: true,
      providers: [{ provide: CatalogOptions, useValue: options }, ModelCatalogService],
      exports: [ModelCatalogService],
    };
  }
}
