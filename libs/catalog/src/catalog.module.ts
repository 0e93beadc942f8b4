import { Module } from '@nestjs/common';
import { ModelCatalogService } from './model-catalog.service';

/** The one catalogue of a process. The application provides `CatalogOptions` from a global module: the catalogue itself knows no provider. */
@Module({ providers: [ModelCatalogService], exports: [ModelCatalogService] })
export class CatalogModule {}
