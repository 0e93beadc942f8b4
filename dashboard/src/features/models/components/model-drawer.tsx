import { Button, Drawer, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelView, PriceView } from '@app/contracts/admin';
import { useIsAdmin } from '../../../shared/api/session';
import { useChange } from '../../../shared/api/use-change';
import { usdPerMillion } from '../../../shared/format/money';
import { QueryView } from '../../../shared/ui/query-view';
import { MODELS, PRICES, pricesQuery, removePrice } from '../api';
import { PriceForm } from './price-form';

/** What a model costs, by whose word, and a price of one's own. */
export function ModelDrawer({ model, onClose }: { readonly model: ModelView; readonly onClose: () => void }) {
  const isAdmin = useIsAdmin();
  const prices = useQuery(pricesQuery);
  const [edited, setEdited] = useState<PriceView | null>(null);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={`Prices of ${model.id}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        {model.managedBy !== null && <Text size="sm">The file {model.managedBy} declares this model.</Text>}
        <Text size="sm">
          {model.price ? `Now: ${textOf(model.price.rates)}, ${model.price.label}` : 'No price is known.'}
        </Text>
        <Title order={2} size="h5">
          Own prices
        </Title>
        <QueryView query={prices} what="The list of own prices" height={60}>
          {({ items }) => (
            <OwnPrices
              prices={items.filter(({ subject }) => subject === model.id)}
              isAdmin={isAdmin}
              onEdit={setEdited}
            />
          )}
        </QueryView>
        {isAdmin && (
          <>
            <Title order={2} size="h5">
              {edited ? `Change ${edited.price.label}` : 'Set a price'}
            </Title>
            <PriceForm
              key={edited?.id ?? model.id}
              model={model}
              {...(edited && { own: edited })}
              onSaved={() => setEdited(null)}
            />
          </>
        )}
      </Stack>
    </Drawer>
  );
}

interface OwnPricesProps {
  readonly prices: readonly PriceView[];
  readonly isAdmin: boolean;
  readonly onEdit: (price: PriceView) => void;
}

function OwnPrices({ prices, isAdmin, onEdit }: OwnPricesProps) {
  const remove = useChange({ change: removePrice, affects: [MODELS, PRICES], done: () => 'The price is removed.' });
  if (prices.length === 0)
    return (
      <Text size="sm" c="dimmed">
        None; the catalogue's price applies where it has one.
      </Text>
    );
  return (
    <List listStyleType="none" spacing="xs">
      {prices.map((own) => (
        <List.Item key={own.id}>
          <Group justify="space-between">
            <Text size="sm">
              {own.price.label}: {textOf(own.price.rates)}, {validity(own)}, by {own.updatedBy}
            </Text>
            {own.managedBy !== null ? (
              <Text size="sm">from {own.managedBy}</Text>
            ) : (
              isAdmin && (
                <Group gap="xs">
                  <Button size="compact-xs" variant="default" onClick={() => onEdit(own)}>
                    Edit {own.price.label}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={remove.isPending}
                    onClick={() => remove.mutate(own)}
                  >
                    Remove {own.price.label}
                  </Button>
                </Group>
              )
            )}
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

function textOf({ input, output }: { readonly input: number; readonly output: number | null }): string {
  return `${usdPerMillion(input)} in, ${output === null ? '–' : usdPerMillion(output)} out`;
}

function validity({ price: { validFrom, validTo } }: PriceView): string {
  if (validFrom === null && validTo === null) return 'always valid';
  return `${validFrom?.slice(0, 16) ?? 'ever'} to ${validTo?.slice(0, 16) ?? 'for ever'} (UTC)`;
}
