import { List, Paper, ScrollArea, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { Group } from '@app/contracts';
import { modelsQuery } from '../../../shared/api/models';
import { percent } from '../../../shared/format/numbers';
import { useRange } from '../../../shared/ui/range';
import { providersQuery, trafficQuery } from '../api';
import { isOnPath, placed, treeOf, type PlacedNode, type TreeNode } from './layout';
import { sharesOf, type ShareOf } from './traffic';
import { warningsOf } from './warnings';

interface RoutingTreeProps {
  readonly root: string;
  readonly groups: readonly Group[];
  /** The way of the traced request, lit in the picture. */
  readonly way: readonly string[];
}

const COLUMN = 240;
const LINE = 34;
const BOX = { width: 210, height: 26 };
const SHOWN_CHARS = 22;

/** What a group leads to, as a picture and as a list that says the same. */
export function RoutingTree({ root, groups, way }: RoutingTreeProps): ReactElement {
  const models = useQuery(modelsQuery).data?.items;
  const providers = useQuery(providersQuery).data?.items;
  const [{ from, to }] = useRange();
  const traffic = useQuery(trafficQuery(from, to)).data?.rows;
  const shareOf = useMemo(() => sharesOf(traffic ?? []), [traffic]);
  const tree = useMemo(() => {
    const warnings = warningsOf(models ?? [], providers ?? []);
    return treeOf(root, { groups: new Map(groups.map((group) => [group.name, group])), warningsOf: warnings });
  }, [root, groups, models, providers]);
  const nodes = placed(tree);
  const width = (Math.max(...nodes.map(({ column }) => column)) + 1) * COLUMN;
  const height = (Math.max(...nodes.map(({ line }) => line)) + 1) * LINE;
  return (
    <Paper withBorder p="md" mt="lg" component="section" aria-label="Routing tree">
      <Title order={2} size="h4" mb="sm">
        Routing tree
      </Title>
      <ScrollArea
        type="auto"
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Picture of the routing tree' }}
      >
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`What ${root} leads to; the list below says the same`}
        >
          {nodes.map((placedNode) => (
            <Node
              key={placedNode.node.path.join(' > ')}
              placedNode={placedNode}
              way={way}
              share={shareIn(placedNode.node, shareOf)}
            />
          ))}
        </svg>
      </ScrollArea>
      <details>
        <summary>The same as a list</summary>
        <List size="sm">
          <Branch node={tree} way={way} shareOf={shareOf} />
        </List>
      </details>
    </Paper>
  );
}

/** `62%` of what its group was asked in the chosen time; only models answer, so only they have one. */
function shareIn({ path, children }: TreeNode, shareOf: ShareOf): string {
  const [group, target] = path.slice(-2);
  const share = group === undefined || target === undefined || children.length > 0 ? null : shareOf(group, target);
  return share === null ? '' : percent(share);
}

interface NodeProps {
  readonly placedNode: PlacedNode;
  readonly way: readonly string[];
  readonly share: string;
}

function Node({ placedNode, way, share }: NodeProps): ReactElement {
  const { node, parent } = placedNode;
  const isLit = isOnPath(node, way);
  const [x, y] = [placedNode.column * COLUMN + 1, placedNode.line * LINE + 2];
  const middle = y + BOX.height / 2;
  const from = parent && { x: parent.column * COLUMN + 1 + BOX.width, y: parent.line * LINE + 2 + BOX.height / 2 };
  const text = `${node.warnings.length > 0 ? '⚠ ' : ''}${node.name}`;
  const stroke = { stroke: 'currentColor', strokeWidth: isLit ? 3 : 1, fill: 'none' };
  return (
    <g opacity={isLit || way.length === 0 ? 1 : 0.6}>
      <title>{[node.name, ...node.warnings].join(', ')}</title>
      {from && (
        <path d={`M${from.x} ${from.y} C${x - 15} ${from.y} ${from.x + 15} ${middle} ${x} ${middle}`} {...stroke} />
      )}
      <rect x={x} y={y} rx={4} {...BOX} {...stroke} {...(node.warnings.length > 0 && { strokeDasharray: '4 3' })} />
      <text x={x + 8} y={middle + 4} fontSize={12} fill="currentColor">
        {text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text}
      </text>
      {share !== '' && (
        <text x={x + BOX.width - 6} y={middle + 4} fontSize={11} fill="currentColor" textAnchor="end">
          {share}
        </text>
      )}
    </g>
  );
}

interface BranchProps {
  readonly node: TreeNode;
  readonly way: readonly string[];
  readonly shareOf: ShareOf;
}

function Branch({ node, way, shareOf }: BranchProps): ReactElement {
  const share = shareIn(node, shareOf);
  return (
    <List.Item>
      <Text span size="sm" fw={isOnPath(node, way) ? 700 : 400}>
        {node.name}
        {share !== '' && ` (${share} of its group's requests)`}
        {isOnPath(node, way) && ' (on the traced way)'}
        {node.warnings.length > 0 && `: ${node.warnings.join(', ')}`}
      </Text>
      {node.children.length > 0 && (
        <List size="sm" withPadding>
          {node.children.map((child) => (
            <Branch key={child.name} node={child} way={way} shareOf={shareOf} />
          ))}
        </List>
      )}
    </List.Item>
  );
}
