import { badParameter } from './errors';

/** A form-encoded body as a tree: `a[b][0][c]=x` → { a: { b: { 0: { c: 'x' } } } }. */
export interface Tree {
  [name: string]: string | Tree;
}
export type Rule<T = unknown> = (value: string | Tree, path: string) => T;
export type Fields = Readonly<Record<string, { readonly rule: Rule; readonly required: boolean }>>;
type Values<F extends Fields> = {
  [K in keyof F]: F[K] extends { rule: Rule<infer T>; required: infer R }
    ? R extends true
      ? T
      : T | undefined
    : never;
};

export const required = <T>(rule: Rule<T>) => ({ rule, required: true as const });
export const optional = <T>(rule: Rule<T>) => ({ rule, required: false as const });

export function parseForm(encoded: string): Tree {
  const tree: Tree = {};
  for (const [name, value] of new URLSearchParams(encoded)) place(tree, pathOf(name), value);
  return tree;
}

function pathOf(name: string): string[] {
  const [first = '', ...rest] = name.split('[');
  return [first, ...rest.map((part) => part.replace(/\]$/, ''))];
}

function place(tree: Tree, path: readonly string[], value: string): void {
  let node = tree;
  path.forEach((step, depth) => {
    const name = step === '' ? String(Object.keys(node).length) : step;
    // a name of the prototype would be written onto every object of the process
    if (name === '__proto__') throw badParameter(name, `Received unknown parameter: ${name}`, 'parameter_unknown');
    if (depth === path.length - 1) node[name] = value;
    else {
      const next = node[name];
      node = typeof next === 'object' ? next : (node[name] = {});
    }
  });
}

/** Reads a tree by its fields: what is not listed is refused, as Stripe does. */
export function read<F extends Fields>(fields: F, tree: Tree, parent = ''): Values<F> {
  for (const name of Object.keys(tree)) {
    if (Object.hasOwn(fields, name)) continue;
    const path = join(parent, name);
    throw badParameter(path, `Received unknown parameter: ${path}`, 'parameter_unknown');
  }
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const path = join(parent, name);
    const value = tree[name];
    if (value !== undefined) values[name] = field.rule(value, path);
    else if (field.required) throw badParameter(path, `Missing required param: ${path}.`, 'parameter_missing');
  }
  return values as Values<F>;
}

function join(parent: string, name: string): string {
  return parent ? `${parent}[${name}]` : name;
}

export function text(maxLength = 5000): Rule<string> {
  return (value, path) => {
    if (typeof value !== 'string') throw badParameter(path, 'Invalid string: {...}');
    if (value === '') {
      const message = `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset.`;
      throw badParameter(path, message, 'parameter_invalid_empty');
    }
    if (value.length > maxLength) {
      throw badParameter(
        path,
        `Invalid string: must be at most ${maxLength} characters`,
        'parameter_invalid_string_too_long',
      );
    }
    return value;
  };
}

export function integer({ min, max }: { min: number; max: number }): Rule<number> {
  return (value, path) => {
    const isWhole = typeof value === 'string' && /^-?\d{1,15}$/.test(value);
    const shown = typeof value === 'string' ? value : '{...}';
    if (!isWhole) throw badParameter(path, `Invalid integer: ${shown}`, 'parameter_invalid_integer');
    const number = Number(value);
    if (number < min) {
      const message =
        min > 0 ? 'This value must be greater than or equal to 1.' : `Invalid integer: ${shown} is less than ${min}`;
      throw badParameter(path, message, 'parameter_invalid_integer');
    }
    if (number > max)
      throw badParameter(path, `Invalid integer: ${shown} is greater than ${max}`, 'parameter_invalid_integer');
    return number;
  };
}

export function choice<const T extends string>(...allowed: readonly T[]): Rule<T> {
  return (value, path) => {
    const chosen = allowed.find((candidate) => candidate === value);
    if (chosen === undefined) {
      const leaf = path.replace(/^.*\[(\w+)\]$/, '$1');
      throw badParameter(path, `Invalid ${leaf}: must be one of ${allowed.join(', ')}`);
    }
    return chosen;
  };
}

export function flag(): Rule<boolean> {
  return (value, path) => choice('true', 'false')(value, path) === 'true';
}

/** An address a browser can be sent to; Stripe fills `{CHECKOUT_SESSION_ID}` in. */
export function webAddress(): Rule<string> {
  return (value, path) => {
    const address = text(5000)(value, path);
    const parsed = URL.canParse(address) ? new URL(address) : null;
    if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
      throw badParameter(path, 'Not a valid URL', 'url_invalid');
    return address;
  };
}

export function list<T>(rule: Rule<T>, { min, max }: { min: number; max: number }): Rule<readonly T[]> {
  return (value, path) => {
    if (typeof value === 'string') throw badParameter(path, 'Invalid array');
    const entries = Object.entries(value);
    if (entries.some(([index]) => !/^\d+$/.test(index))) throw badParameter(path, 'Invalid array');
    if (entries.length < min || entries.length > max) {
      throw badParameter(path, `Array must have between ${min} and ${max} elements`);
    }
    return entries.map(([index, entry]) => rule(entry, `${path}[${index}]`));
  };
}

export function group<F extends Fields>(fields: F): Rule<Values<F>> {
  return (value, path) => {
    if (typeof value === 'string') throw badParameter(path, 'Invalid object');
    return read(fields, value, path);
  };
}

/** At most 50 pairs, names up to 40 and values up to 500 characters. */
export function metadata(): Rule<Readonly<Record<string, string>>> {
  return (value, path) => {
    if (typeof value === 'string') throw badParameter(path, 'Invalid object');
    const entries = Object.entries(value);
    if (entries.length > 50) throw badParameter(path, 'Metadata can hold at most 50 keys', 'metadata_too_many_keys');
    for (const [name, entry] of entries) {
      if (name.length > 40) throw badParameter(`${path}[${name}]`, 'Metadata key names can be up to 40 characters');
      if (typeof entry !== 'string') throw badParameter(`${path}[${name}]`, 'Metadata values must be strings');
      if (entry.length > 500) throw badParameter(`${path}[${name}]`, 'Metadata values can be up to 500 characters');
    }
    return value as Record<string, string>;
  };
}

export const expandable = { expand: optional(list(text(200), { min: 0, max: 20 })) };
export const paging = {
  limit: optional(integer({ min: 1, max: 100 })),
  starting_after: optional(text(100)),
  ending_before: optional(text(100)),
};

const SECONDS = integer({ min: 0, max: 99_999_999_999 });
const CREATED = { gt: optional(SECONDS), gte: optional(SECONDS), lt: optional(SECONDS), lte: optional(SECONDS) };
export type CreatedBounds = Partial<Record<keyof typeof CREATED, number | undefined>>;
/** When something was made: one second, or bounds. */
export const created = optional(
  (value: string | Tree, path: string): CreatedBounds =>
    typeof value === 'string' ? { gte: SECONDS(value, path), lte: SECONDS(value, path) } : read(CREATED, value, path),
);
