import { DownloadOutlined } from '@ant-design/icons';
import { dateKey } from '@stoa/contracts/words/format';
import type { BaseRecord } from '@refinedev/core';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { stoaNow } from '../clock';
import { useMay } from '../refine/accessControl';
import { queryOf, sortOf } from '../refine/dataProvider';
import { announce } from '../ui/announce';
import { Problem } from '../ui/Problem';
import { say, usePerson, words } from '../words';
import { allRows, type Asked, csvOf, download, EXPORT_LIMIT } from './csv';
import type { ListKind } from './kind';

interface ExportProps<Row extends BaseRecord> {
  readonly kind: ListKind<Row>;
  readonly asked: Asked;
}

/** Lines of a file without its head, quoted line breaks left whole. */
const linesOf = (text: string): number =>
  Math.max(0, (text.replaceAll(/"(?:[^"]|"")*"/g, '').match(/\n/g) ?? []).length - 1);

/** The rows of the current filter, all pages, as a file: from the API where it makes one, otherwise put together here. */
export function ExportButton<Row extends BaseRecord>({ kind, asked }: ExportProps<Row>) {
  const { zone } = usePerson();
  const may = useMay();
  const [progress, setProgress] = useState(0);
  const { columns = [], read, name, permission } = kind.file;
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      if (read) {
        const text = await read({ ...queryOf(asked.filters), ...sortOf(asked.sorters) });
        return { text, rows: linesOf(text) };
      }
      const rows = await allRows<Row>(asked, setProgress);
      return { text: csvOf(columns, rows), rows: rows.length };
    },
    onSuccess({ text, rows }) {
      download(text, `stoa-${name}-${dateKey(stoaNow(), zone)}.csv`);
      announce(say(rows >= EXPORT_LIMIT ? kind.words.exportCapped : kind.words.exported, { n: rows }));
    },
  });
  if (permission !== undefined && !may(permission)) return null;
  return (
    <>
      <Button icon={<DownloadOutlined />} loading={isPending} onClick={() => mutate()}>
        {isPending ? say(words.list.exporting, { n: progress }) : words.list.export}
      </Button>
      {error ? <Problem error={error} onRetry={() => mutate()} /> : null}
    </>
  );
}
