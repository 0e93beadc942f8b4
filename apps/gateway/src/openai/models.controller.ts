import { Controller, Get, Param } from '@nestjs/common';
import { Access } from '@app/auth';
import type { ModelList, ModelObject } from '@app/contracts';
import { ModelListService } from '@app/gateway';

@Controller('v1/models')
@Access('client')
export class ModelsController {
  constructor(private readonly models: ModelListService) {}

  @Get()
  list(): ModelList {
    return { object: 'list', data: this.models.list() };
  }

  /** Ids may hold slashes and colons (`ollama/llama3:8b`), encoded or not. */
  @Get('*id')
  find(@Param('id') id: string | string[]): ModelObject {
    return this.models.find(Array.isArray(id) ? id.join('/') : id);
  }
}
