import { Controller, Get, Param, Req } from '@nestjs/common';
import { Access } from '@app/auth';
import type { ModelList, ModelObject } from '@app/contracts';
import { ModelListService } from '@app/gateway';
import type { ClientRequest } from '../http/gateway-request';

@Controller('v1/models')
@Access('client')
export class ModelsController {
  constructor(private readonly models: ModelListService) {}

  @Get()
  list(@Req() { user }: ClientRequest): ModelList {
    return { object: 'list', data: this.models.list(user.access) };
  }

  /** Ids may hold slashes and colons (`ollama/llama3:8b`), encoded or not. */
  @Get('*id')
  find(@Param('id') id: string | string[], @Req() { user }: ClientRequest): ModelObject {
    return this.models.find(Array.isArray(id) ? id.join('/') : id, user.access);
  }
}
