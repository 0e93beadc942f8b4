import { Body, Get, Param, Put } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { ModelView, ModelViewList } from '@app/contracts/admin';
import { ModelViews, OverrideEditor } from '@app/gateway';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { IfMatch } from '../http/if-match.decorator';
import { UpdateModelDto } from './dto/model.dto';
import { A_MODEL } from './model.examples';

/** A model's name may hold slashes and colons. */
const nameOf = (parts: string | string[]): string => (Array.isArray(parts) ? parts.join('/') : parts);

@AdminController('models')
@Access('admin')
export class ModelCatalogController {
  constructor(
    private readonly views: ModelViews,
    private readonly editor: OverrideEditor,
  ) {}

  @Get()
  @Access('viewer')
  @Documented({ summary: 'The catalogue', response: 'ModelViewList', example: { response: { items: [A_MODEL] } } })
  async list(): Promise<ModelViewList> {
    return { items: await this.views.list() };
  }

  @Get(':provider/*model')
  @Access('viewer')
  @Documented({ summary: 'One model', response: 'ModelView', example: { response: A_MODEL } })
  find(@Param('provider') provider: string, @Param('model') model: string | string[]): Promise<ModelView> {
    return this.views.find(provider, nameOf(model));
  }

  @Put(':provider/*model')
  @Documented({
    summary: 'Switch a model on or off',
    request: 'UpdateModelRequest',
    response: 'ModelView',
    example: { request: { isEnabled: false }, response: { ...A_MODEL, isEnabled: false, version: 1 } },
  })
  async update(
    @ActingUser() actor: Actor,
    @Param('provider') providerId: string,
    @Param('model') parts: string | string[],
    @IfMatch() expectedVersion: number,
    @Body() { isEnabled }: UpdateModelDto,
  ): Promise<ModelView> {
    const model = nameOf(parts);
    await this.editor.setEnabled(actor, { providerId, model }, isEnabled, { expectedVersion });
    return this.views.find(providerId, model);
  }
}
