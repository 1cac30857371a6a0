import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { announce } from '../ui/announce';
import { Dialog } from '../ui/Dialog';
import { NameField } from '../ui/NameField';
import { say, words } from '../words';
import { type Filters, type Question, searchFrom, viewOf } from './question';
import { useSavedViews } from './savedViews';

const t = words.list;

function NameDialog({ onSave, onClose }: { readonly onSave: (name: string) => void; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (name.trim() !== '') onSave(name.trim());
  };
  const footer = [
    <Button key="keep" onClick={onClose}>
      {t.notNow}
    </Button>,
    <Button key="save" type="primary" onClick={() => submit()}>
      {t.saveView}
    </Button>,
  ];
  return (
    <Dialog title={t.nameView} onClose={onClose} footer={footer} isEasyToLeave={name === ''}>
      <form onSubmit={submit}>
        <NameField
          label={t.viewName}
          help={t.viewNameHelp}
          missing={t.viewNameMissing}
          value={name}
          isMissing={isTried && name.trim() === ''}
          maxLength={40}
          onChange={setName}
        />
      </form>
    </Dialog>
  );
}

interface ViewsProps {
  readonly question: Question;
  readonly filters: Filters;
  readonly names: Readonly<Record<string, string>>;
}

/** Everyday questions first, then the ones that this person of staff named. */
export function Views({ question, filters, names }: ViewsProps) {
  const saved = useSavedViews(question.resource);
  const [isNaming, setNaming] = useState(false);
  const current = viewOf(question, filters);
  const search = searchFrom(question, { ...filters, cursor: undefined }).toString();
  const isNew = current === null && !saved.views.some((view) => view.search === search);
  const save = (name: string) => {
    saved.save({ name, search });
    setNaming(false);
    announce(say(t.viewSaved, { name }));
  };
  return (
    <nav className="views" aria-label={t.viewsLabel}>
      {Object.entries(question.views).map(([name, view]) => (
        <Link
          key={name}
          to={{ pathname: question.path, search: searchFrom(question, view).toString() }}
          aria-current={name === current ? 'page' : undefined}
        >
          {names[name]}
        </Link>
      ))}
      {saved.views.map((view) => (
        <span key={view.name} className="saved-view">
          <Link
            to={{ pathname: question.path, search: view.search }}
            aria-current={view.search === search ? 'page' : undefined}
          >
            {view.name}
          </Link>
          <button
            type="button"
            className="icon-button"
            aria-label={say(t.removeView, { name: view.name })}
            onClick={() => saved.remove(view.name)}
          >
            <CloseOutlined />
          </button>
        </span>
      ))}
      {isNew ? (
        <button type="button" className="link-button" onClick={() => setNaming(true)}>
          {t.saveThis}
        </button>
      ) : null}
      {isNaming ? <NameDialog onSave={save} onClose={() => setNaming(false)} /> : null}
    </nav>
  );
}
