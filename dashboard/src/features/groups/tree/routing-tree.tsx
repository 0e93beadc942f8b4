import { List, Paper, ScrollArea, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import type { Group } from '@app/contracts';
import type { ModelView } from '@app/contracts/admin';
import { modelNamesQuery } from '../api';
import { isOnPath, placed, treeOf, type PlacedNode, type TreeNode } from './layout';

interface RoutingTreeProps {
  readonly root: string;
  readonly groups: readonly Group[];
  /** The way of the traced request, lit in the picture. */
  readonly way: readonly string[];
}

const COLUMN = 230;
const LINE = 34;
const BOX = { width: 200, height: 26 };
const SHOWN_CHARS = 24;

/** What a group leads to, as a picture and as a list that says the same. */
export function RoutingTree({ root, groups, way }: RoutingTreeProps): ReactElement {
  const models = useQuery(modelNamesQuery).data?.items;
  const tree = useMemo(() => {
    const warnings = warningsOf(models ?? []);
    return treeOf(root, { groups: new Map(groups.map((group) => [group.name, group])), warningsOf: warnings });
  }, [root, groups, models]);
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
            <Node key={placedNode.node.path.join(' > ')} placedNode={placedNode} way={way} />
          ))}
        </svg>
      </ScrollArea>
      <details>
        <summary>The same as a list</summary>
        <List size="sm">
          <Branch node={tree} way={way} />
        </List>
      </details>
    </Paper>
  );
}

function Node({ placedNode, way }: { readonly placedNode: PlacedNode; readonly way: readonly string[] }): ReactElement {
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
    </g>
  );
}

function Branch({ node, way }: { readonly node: TreeNode; readonly way: readonly string[] }): ReactElement {
  return (
    <List.Item>
      <Text span size="sm" fw={isOnPath(node, way) ? 700 : 400}>
        {node.name}
        {isOnPath(node, way) && ' (on the traced way)'}
        {node.warnings.length > 0 && `: ${node.warnings.join(', ')}`}
      </Text>
      {node.children.length > 0 && (
        <List size="sm" withPadding>
          {node.children.map((child) => (
            <Branch key={child.name} node={child} way={way} />
          ))}
        </List>
      )}
    </List.Item>
  );
}

/** Targets may be written with their provider, without it, or by another name of the model. */
function warningsOf(models: readonly ModelView[]): (name: string) => readonly string[] {
  const byName = new Map(
    models.flatMap((model) => [model.id, model.model, ...model.names].map((name) => [name, model] as const)),
  );
  return (name) => {
    const model = byName.get(name);
    if (!model) return models.length === 0 ? [] : ['not in the catalogue'];
    return [
      ...(model.isEnabled ? [] : ['disabled']),
      ...(model.priceState === 'unpriced' ? ['unpriced'] : []),
      ...(model.lifecycle === 'ended' ? ['ended'] : []),
    ];
  };
}
