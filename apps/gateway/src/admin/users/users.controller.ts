import { Body, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { Access, SessionService, UserService } from '@app/auth';
import type { Actor } from '@app/contracts';
import type { IssuedLoginView, UserList, UserView } from '@app/contracts/admin';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { IfMatch } from '../http/if-match.decorator';
import { CreateUserDto } from './dto/create-user.dto';
import { ResetPasswordDto } from './dto/reset-password.dto';
import { UpdateUserDto } from './dto/update-user.dto';
import { issuedLoginView, userView } from './user-view';
import { CHANGE, ISSUED, NEW_PASSWORD, NEW_USER, USER, USERS } from './users.examples';

/** Who may log in. */
@AdminController('users')
@Access('admin')
export class UsersController {
  constructor(
    private readonly users: UserService,
    private readonly sessions: SessionService,
  ) {}

  @Get()
  @Documented({ summary: 'List users', response: 'UserList', example: { response: USERS } })
  async list(): Promise<UserList> {
    const users = await this.users.list();
    const sessions = await Promise.all(users.map((user) => this.sessions.listOf(user)));
    return { items: users.map((user, index) => ({ ...userView(user), sessions: sessions[index]?.length ?? 0 })) };
  }

  @Post()
  @Documented({
    summary: 'Create a user',
    request: 'CreateUserRequest',
    response: 'IssuedLoginView',
    status: 201,
    example: { request: NEW_USER, response: ISSUED },
  })
  async create(@Body() user: CreateUserDto, @ActingUser() actor: Actor): Promise<IssuedLoginView> {
    return issuedLoginView(await this.users.create(actor, user));
  }

  @Get(':id')
  @Documented({ summary: 'Show a user', response: 'UserView', example: { response: USER } })
  async show(@Param('id') id: string): Promise<UserView> {
    return userView(await this.users.find(id));
  }

  @Patch(':id')
  @Documented({
    summary: "Change a user's role, or whether it may log in",
    request: 'UpdateUserRequest',
    response: 'UserView',
    example: { request: CHANGE, response: USER },
  })
  async update(
    @Param('id') id: string,
    @IfMatch() expectedVersion: number,
    @Body() change: UpdateUserDto,
    @ActingUser() actor: Actor,
  ): Promise<UserView> {
    return userView(await this.users.update(actor, id, change, { expectedVersion }));
  }

  @Post(':id/password')
  @HttpCode(200)
  @Documented({
    summary: "Replace a user's password",
    description: 'It has to be changed at the next login. Ends all sessions of the user.',
    request: 'ResetPasswordRequest',
    response: 'IssuedLoginView',
    example: { request: NEW_PASSWORD, response: ISSUED },
  })
  async resetPassword(
    @Param('id') id: string,
    @IfMatch() expectedVersion: number,
    @Body() { password }: ResetPasswordDto,
    @ActingUser() actor: Actor,
  ): Promise<IssuedLoginView> {
    return issuedLoginView(await this.users.resetPassword(actor, id, password, { expectedVersion }));
  }

  @Delete(':id/sessions')
  @HttpCode(204)
  @Documented({ summary: 'Log a user out everywhere', status: 204, example: {} })
  async endSessions(@Param('id') id: string, @ActingUser() actor: Actor): Promise<void> {
    await this.users.endSessions(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @Documented({ summary: 'Remove a user', status: 204, example: {} })
  async remove(@Param('id') id: string, @IfMatch() expectedVersion: number, @ActingUser() actor: Actor): Promise<void> {
    await this.users.remove(actor, id, { expectedVersion });
  }
}
