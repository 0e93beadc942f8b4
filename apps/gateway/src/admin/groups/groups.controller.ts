import { Body, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { Access } from '@app/auth';
import type { Actor } from '@app/contracts';
import type {
  BacktestReport,
  GroupCalibrationView,
  GroupList,
  GroupProblems,
  GroupView,
  RestoredGroups,
} from '@app/contracts/admin';
import { GroupBacktest, GroupCalibration } from '@app/gateway';
import { GroupEditor, promptOfText } from '@app/routing';
import { ActingUser } from '../http/acting-user.decorator';
import { AdminController } from '../http/admin-controller.decorator';
import { Documented } from '../http/documented.decorator';
import { IfMatch } from '../http/if-match.decorator';
import { BacktestDto, CalibrateGroupDto, CreateGroupDto, groupOf, SaveGroupDto } from './dto/group.dto';
import { A_BACKTEST, A_GROUP, NEW_GROUP } from './group.examples';

@AdminController('groups')
@Access('admin')
export class GroupsController {
  constructor(
    private readonly groups: GroupEditor,
    private readonly calibration: GroupCalibration,
    private readonly backtests: GroupBacktest,
  ) {}

  @Get()
  @Access('viewer')
  @Documented({ summary: 'List groups', response: 'GroupList', example: { response: { items: [A_GROUP] } } })
  async list(): Promise<GroupList> {
    return { items: await this.groups.list() };
  }

  @Get(':name')
  @Access('viewer')
  @Documented({ summary: 'One group', response: 'GroupView', example: { response: A_GROUP } })
  async find(@Param('name') name: string): Promise<GroupView> {
    return await this.groups.find(name);
  }

  @Post()
  @Documented({
    summary: 'Create a group; what would not route is refused, with every problem named',
    request: 'CreateGroupRequest',
    response: 'GroupView',
    status: 201,
    example: { request: NEW_GROUP, response: A_GROUP },
  })
  async create(@ActingUser() actor: Actor, @Body() body: CreateGroupDto): Promise<GroupView> {
    await this.groups.create(actor, groupOf(body.name, body));
    return await this.groups.find(body.name);
  }

  @Put(':name')
  @Documented({
    summary: 'Replace what a group is; in force from the next request on',
    request: 'SaveGroupRequest',
    response: 'GroupView',
    example: { request: { ...NEW_GROUP, name: undefined }, response: { ...A_GROUP, version: 2 } },
  })
  async save(
    @ActingUser() actor: Actor,
    @Param('name') name: string,
    @IfMatch() expectedVersion: number,
    @Body() body: SaveGroupDto,
  ): Promise<GroupView> {
    await this.groups.find(name);
    await this.groups.save(actor, groupOf(name, body), { expectedVersion });
    return await this.groups.find(name);
  }

  @Delete(':name')
  @HttpCode(204)
  @Documented({ summary: 'Remove a group that no other group leads to', status: 204, example: {} })
  async remove(
    @ActingUser() actor: Actor,
    @Param('name') name: string,
    @IfMatch() expectedVersion: number,
  ): Promise<void> {
    await this.groups.remove(actor, name, { expectedVersion });
  }

  @Post('check')
  @HttpCode(200)
  @Documented({
    summary: 'What would be wrong with a group, without saving it',
    request: 'CreateGroupRequest',
    response: 'GroupProblems',
    example: { request: NEW_GROUP, response: { problems: [] } },
  })
  async check(@Body() body: CreateGroupDto): Promise<GroupProblems> {
    return { problems: await this.groups.problemsOf(groupOf(body.name, body)) };
  }

  @Post('restore-seeds')
  @HttpCode(200)
  @Documented({
    summary: 'Bring back seeded groups that were removed',
    response: 'RestoredGroups',
    example: { response: { restored: ['fast-flow'] } },
  })
  async restoreSeeds(@ActingUser() actor: Actor): Promise<RestoredGroups> {
    return { restored: await this.groups.restoreSeeds(actor) };
  }

  @Post(':name/calibrate')
  @HttpCode(200)
  @Documented({
    summary: "Set a group's cuts so that each target gets the wanted share of prompts",
    request: 'CalibrateGroupRequest',
    response: 'GroupCalibrationView',
    example: {
      request: { shares: [70, 30], isDryRun: true },
      response: { group: A_GROUP, prompts: 200, byKeyword: 12, cuts: [41], before: [90, 98], after: [132, 56] },
    },
  })
  calibrate(
    @ActingUser() actor: Actor,
    @Param('name') group: string,
    @Body() { shares, prompts, isDryRun = false }: CalibrateGroupDto,
  ): Promise<GroupCalibrationView> {
    const given = prompts === undefined ? {} : { prompts: prompts.map(promptOfText) };
    return this.calibration.calibrate(actor, { group, shares, isDryRun, ...given });
  }

  @Post(':name/backtest')
  @HttpCode(200)
  @Documented({
    summary: 'Where stored requests would have gone by a draft of the group, and at what cost; nobody is asked',
    request: 'BacktestRequest',
    response: 'BacktestReport',
    example: {
      request: { draft: { ...NEW_GROUP, name: undefined, settings: { cuts: [0.3] } }, limit: 1_000 },
      response: A_BACKTEST,
    },
  })
  backtest(@Param('name') group: string, @Body() { draft, limit }: BacktestDto): Promise<BacktestReport> {
    return this.backtests.report({
      group,
      ...(draft && { draft: groupOf(group, draft) }),
      ...(limit !== undefined && { limit }),
    });
  }
}
