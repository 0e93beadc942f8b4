import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { CatalogModule } from '@app/catalog';
import { PersistenceModule } from '@app/persistence';
import { GroupDirectory } from './groups/group-directory.service';
import { GroupEditor } from './groups/group-editor.service';
import { ModelJudge } from './model-judge.service';
import { ProviderImpact } from './provider-impact.service';
import { RouterService } from './router.service';
import { TargetFitness } from './target-fitness.service';

/** Ports of routing, bound by whoever joins the features: providers for them and the modules those need. */
export interface RoutingPorts {
  readonly imports: readonly Type[];
  readonly providers: readonly Provider[];
}

@Module({})
export class RoutingModule {
  static register(ports: RoutingPorts): DynamicModule {
    return {
      module: RoutingModule,
      imports: [CatalogModule, PersistenceModule, ...ports.imports],
      providers: [
        GroupDirectory,
        GroupEditor,
        TargetFitness,
        ModelJudge,
        RouterService,
        ProviderImpact,
        ...ports.providers,
      ],
      exports: [GroupDirectory, GroupEditor, RouterService, ProviderImpact],
    };
  }
}
