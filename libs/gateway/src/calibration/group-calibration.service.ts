import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '@app/common';
import type { Actor, Group } from '@app/contracts';
import {
  calibratedCuts,
  GroupEditor,
  promptOfMessages,
  promptOfText,
  readSettings,
  type Calibration,
  type PromptView,
} from '@app/routing';
import { CapturedRequests } from '@app/telemetry';

/** Of the newest: enough for shares to the percent, and not too much to hold, at 256 KB each. */
const MAX_PROMPTS = 1_000;

export interface CalibrationOrder {
  readonly group: string;
  /** Wanted part of the prompts for each target, in the group's order; of any sum. */
  readonly shares: readonly number[];
  /** Absent: those that clients sent, where bodies are kept. */
  readonly prompts?: readonly PromptView[];
  /** Nothing is saved. */
  readonly isDryRun: boolean;
}

export interface CalibrationReport extends Calibration {
  readonly group: Group;
  readonly prompts: number;
}

/** Sets a group's cuts so that its targets get the shares an operator wants. */
@Injectable()
export class GroupCalibration {
  constructor(
    private readonly groups: GroupEditor,
    private readonly captured: CapturedRequests,
  ) {}

  /** @throws GroupNotFoundError, InvalidRequestError */
  async calibrate(
    actor: Actor,
    { group: name, shares, prompts, isDryRun }: CalibrationOrder,
  ): Promise<CalibrationReport> {
    const group = await this.groups.find(name);
    const { strategy, targets } = group;
    if (strategy !== 'heuristic' && strategy !== 'classifier')
      throw new InvalidRequestError(`"${name}" is ${strategy}: only a heuristic or a classifier has cuts.`, 'group');
    if (shares.length !== targets.length)
      throw new InvalidRequestError(`"${name}" has ${targets.length} targets, so it needs as many shares.`, 'shares');
    if (!shares.every((share) => share >= 0) || shares.every((share) => share === 0))
      throw new InvalidRequestError('Shares are numbers from 0 up, one of them above it.', 'shares');
    const sample = prompts ?? (await this.keptPrompts());
    if (sample.length === 0)
      throw new InvalidRequestError(
        'There are no prompts to go by: give a file of them, or keep bodies (LLM_PROXY__CAPTURE__BODIES=true) for a while.',
        'prompts',
      );
    const { settings } = readSettings(strategy, group.settings);
    const calibration = calibratedCuts(sample, targets, settings, shares);
    const changed: Group = { ...group, settings: { ...group.settings, cuts: calibration.cuts } };
    if (!isDryRun) await this.groups.save(actor, changed);
    return { ...calibration, group: changed, prompts: sample.length };
  }

  private async keptPrompts(): Promise<PromptView[]> {
    return (await this.captured.latest(MAX_PROMPTS)).flatMap(promptOfBody);
  }
}

/** Of a body as it came; none where it is cut off or holds no prompt. */
function promptOfBody(text: string): PromptView[] {
  try {
    const { messages, input } = JSON.parse(text) as { messages?: unknown; input?: unknown };
    if (Array.isArray(messages)) return [promptOfMessages(messages)];
    if (Array.isArray(input)) return [promptOfMessages(input)];
    return typeof input === 'string' ? [promptOfText(input)] : [];
  } catch {
    return [];
  }
}
