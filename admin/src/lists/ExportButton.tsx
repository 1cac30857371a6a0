import { DownloadOutlined } from '@ant-design/icons';
import { dateKey } from '@stoa/contracts/words/format';
import type { CrudFilter, CrudSort } from '@refinedev/core';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { stoaNow } from '../clock';
import { announce } from '../ui/announce';
import { Problem } from '../ui/Problem';
import { say, usePerson, words } from '../words';
import { allRows, csvOf, download, EXPORT_LIMIT } from './csv';

interface ExportProps {
  readonly question: { readonly filters: CrudFilter[]; readonly sorters: CrudSort[] };
}

/** The rows of the current filter, all pages, as a file. */
export function ExportButton({ question }: ExportProps) {
  const { zone } = usePerson();
  const [progress, setProgress] = useState(0);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => allRows({ ...question, onProgress: setProgress }),
    onSuccess(rows) {
      download(csvOf(rows), `stoa-bookings-${dateKey(stoaNow(), zone)}.csv`);
      const text = rows.length >= EXPORT_LIMIT ? words.list.exportCapped : words.list.exported;
      announce(say(text, { n: rows.length }));
    },
  });
  return (
    <>
      <Button icon={<DownloadOutlined />} loading={isPending} onClick={() => mutate()}>
        {isPending ? say(words.list.exporting, { n: progress }) : words.list.export}
      </Button>
      {error ? <Problem error={error} onRetry={() => mutate()} /> : null}
    </>
  );
}
