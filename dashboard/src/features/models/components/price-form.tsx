import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import type { ModelView, PriceView } from '@app/contracts/admin';
import { messageOf } from '../../../shared/api/api-error';
import { useChange } from '../../../shared/api/use-change';
import { createPrice, MODELS, PRICES, updatePrice } from '../api';
import { changedPrice, priceRequest, typedOwn, typedPrice, type TypedPrice } from '../prices';

type Field = readonly [name: keyof TypedPrice, label: string, type?: 'number' | 'date'];

const RATES: readonly Field[] = [
  ['input', 'Input', 'number'],
  ['cachedInput', 'Cached input', 'number'],
  ['cacheWrite', 'Cache write', 'number'],
  ['output', 'Output', 'number'],
  ['reasoning', 'Reasoning', 'number'],
];
const VALIDITY: readonly Field[] = [
  ['validFrom', 'Valid from', 'date'],
  ['validTo', 'Valid until, that day included', 'date'],
];
const PERIOD: readonly Field[] = [
  ['promoFrom', 'Promo from', 'date'],
  ['promoTo', 'Promo until, that day included', 'date'],
];
const PROMO: Readonly<Record<TypedPrice['promoKind'], readonly Field[]>> = {
  none: [],
  percent: [['promoPercent', 'Percent off', 'number'], ...PERIOD],
  rates: [['promoInput', 'Promo input', 'number'], ['promoOutput', 'Promo output', 'number'], ...PERIOD],
};

interface PriceFormProps {
  readonly model: ModelView;
  /** The one that is changed; absent: a new one. */
  readonly own?: PriceView;
  readonly onSaved?: () => void;
}

/** A price of one's own for a model, in USD for 1M tokens. */
export function PriceForm({ model, own, onSaved }: PriceFormProps): ReactElement {
  const [price, setPrice] = useState(() => (own ? typedOwn(own.price) : typedPrice(model.price)));
  const save = useChange({
    change: (next: TypedPrice) =>
      own ? updatePrice({ own, price: changedPrice(own.price, next) }) : createPrice(priceRequest(model.id, next)),
    ...{ affects: [MODELS, PRICES], isQuiet: true, ...(onSaved && { onDone: onSaved }) },
    done: () => `The price of ${model.id} is set. Earlier requests keep theirs until they are priced anew.`,
  });
  const change = (part: Partial<TypedPrice>): void => setPrice({ ...price, ...part });
  const inputs = (fields: readonly Field[]): ReactElement[] =>
    fields.map(([name, label, type]) => (
      <TextInput
        key={name}
        label={label}
        {...(type && { type })}
        {...(type === 'number' && { step: 'any', min: 0 })}
        required={['input', 'output', 'promoPercent', 'promoInput', 'promoOutput', 'promoFrom', 'promoTo'].includes(
          name,
        )}
        value={price[name]}
        onChange={({ currentTarget: { value } }) => change({ [name]: value })}
      />
    ));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(price);
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          USD for 1M tokens. Days are those of UTC. The newest price that is valid wins.
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>{inputs([['label', 'Label'], ...RATES, ...VALIDITY])}</SimpleGrid>
        <NativeSelect
          label="Promo"
          value={price.promoKind}
          data={[
            { value: 'none', label: 'none' },
            { value: 'percent', label: 'percent off' },
            { value: 'rates', label: 'other rates' },
          ]}
          onChange={({ currentTarget: { value } }) => change({ promoKind: value as TypedPrice['promoKind'] })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>{inputs(PROMO[price.promoKind])}</SimpleGrid>
        {save.error && (
          <Text c="red" size="sm" role="alert">
            {messageOf(save.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {own ? 'Change the price' : 'Set the price'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
