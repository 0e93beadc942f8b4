import { Body, Delete, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { Access, ClientService, type IssuedKey } from '@app/auth';
import { Clock } from '@app/common';
import type { Actor, Client } from '@app/contracts';
import type { ClientList, ClientView, IdentifiedKey, IssuedKeyView } from '@app/contracts/admin';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { IfMatch } from '../http/if-match.decorator';
import { A_CLIENT, A_KEY, NEW_CLIENT } from './client.examples';
import { clientView } from './client-view';
import {
  CreateClientDto,
  DEFAULT_OVERLAP_MS,
  IdentifyKeyDto,
  RotateClientDto,
  UpdateClientDto,
} from './dto/client.dto';

@AdminController('clients')
@Access('admin')
export class ClientsController {
  constructor(
    private readonly clients: ClientService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Access('viewer')
  @Documented({ summary: 'List clients', response: 'ClientList', example: { response: { items: [A_CLIENT] } } })
  async list(): Promise<ClientList> {
    return { items: (await this.clients.list()).map((client) => this.view(client)) };
  }

  @Get(':id')
  @Access('viewer')
  @Documented({ summary: 'One client', response: 'ClientView', example: { response: A_CLIENT } })
  async find(@Param('id') id: string): Promise<ClientView> {
    return this.view(await this.clients.find(id));
  }

  @Post()
  @Documented({
    summary: 'Create a client; its key is shown this once',
    request: 'CreateClientRequest',
    response: 'IssuedKeyView',
    status: 201,
    example: { request: NEW_CLIENT, response: { client: A_CLIENT, key: A_KEY } },
  })
  async create(@ActingUser() actor: Actor, @Body() body: CreateClientDto): Promise<IssuedKeyView> {
    return this.issued(await this.clients.create(actor, body));
  }

  @Patch(':id')
  @Documented({
    summary: 'Change what is named of a client',
    request: 'UpdateClientRequest',
    response: 'ClientView',
    example: { request: { isEnabled: false }, response: { ...A_CLIENT, isEnabled: false, version: 2 } },
  })
  async update(
    @ActingUser() actor: Actor,
    @Param('id') id: string,
    @IfMatch() expectedVersion: number,
    @Body() body: UpdateClientDto,
  ): Promise<ClientView> {
    return this.view(await this.clients.update(actor, id, body, { expectedVersion }));
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @Documented({
    summary: 'Give a client a new key; the old one works on for a while',
    request: 'RotateClientRequest',
    response: 'IssuedKeyView',
    example: { request: { overlapMs: DEFAULT_OVERLAP_MS }, response: { client: A_CLIENT, key: A_KEY } },
  })
  async rotate(
    @ActingUser() actor: Actor,
    @Param('id') id: string,
    @IfMatch() expectedVersion: number,
    @Body() { overlapMs = DEFAULT_OVERLAP_MS }: RotateClientDto,
  ): Promise<IssuedKeyView> {
    return this.issued(await this.clients.rotate(actor, id, overlapMs, { expectedVersion }));
  }

  @Delete(':id')
  @HttpCode(204)
  @Documented({ summary: 'Remove a client; its rows in the ledger stay', status: 204, example: {} })
  async remove(@ActingUser() actor: Actor, @Param('id') id: string, @IfMatch() expectedVersion: number): Promise<void> {
    await this.clients.remove(actor, id, { expectedVersion });
  }

  @Post('identify')
  @HttpCode(200)
  @Documented({
    summary: 'Whose key is this? For keys that turned up somewhere',
    request: 'IdentifyKeyRequest',
    response: 'IdentifiedKey',
    example: { request: { key: A_KEY }, response: { client: A_CLIENT } },
  })
  async identify(@Body() { key }: IdentifyKeyDto): Promise<IdentifiedKey> {
    const client = await this.clients.findByKey(key);
    return { client: client && this.view(client) };
  }

  private issued({ client, key }: IssuedKey): IssuedKeyView {
    return { client: this.view(client), key };
  }

  private view(client: Client): ClientView {
    return clientView(client, this.clock.now());
  }
}
