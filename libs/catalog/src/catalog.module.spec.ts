import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { CatalogModule } from './catalog.module';
import { CatalogOptions } from './catalog-options';
import { ModelCatalogService } from './model-catalog.service';
import { factsOf, lifecycleOf } from './testing/facts';

const gone = factsOf('gone', { lifecycle: lifecycleOf({ state: 'shut_down' }) });
const options: CatalogOptions = { facts: [gone], providers: [{ id: 'acme', aliases: [] }], lifecycle: 'ignore' };

@Global()
@Module({ providers: [{ provide: CatalogOptions, useValue: options }], exports: [CatalogOptions] })
class InstallationModule {}

describe('CatalogModule', () => {
  it('holds the facts that the application hands in', async () => {
    const module = await Test.createTestingModule({ imports: [InstallationModule, CatalogModule] }).compile();
    expect(module.get(ModelCatalogService).snapshot().lifecycleAt(gone, 0)).toBe('live');
  });
});
