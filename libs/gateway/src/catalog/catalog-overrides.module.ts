import { Module } from '@nestjs/common';
import { CatalogModule } from '@app/catalog';
import { ClockModule } from '@app/common';
import { PersistenceModule } from '@app/persistence';
import { CatalogOverridesService } from './catalog-overrides.service';
import { OverrideEditor } from './override-editor.service';

/** The catalogue as this installation's database has it. */
@Module({
  imports: [CatalogModule, ClockModule, PersistenceModule],
  providers: [CatalogOverridesService, OverrideEditor],
  exports: [CatalogModule, CatalogOverridesService, OverrideEditor],
})
export class CatalogOverridesModule {}
