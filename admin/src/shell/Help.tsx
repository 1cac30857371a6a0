import { Dialog } from '../ui/Dialog';
import { words } from '../words';

const t = words.help;
const KEYS: readonly (readonly [readonly string[], string])[] = [
  [['/'], t.search],
  [['j'], t.down],
  [['k'], t.up],
  [['Enter'], t.open],
  [['b'], t.back],
  [['e'], t.all],
  [['a'], t.approve],
  [['c'], t.change],
  [['?'], t.help],
];

export function Help({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t.heading} onClose={onClose}>
      <dl className="pairs">
        {KEYS.map(([keys, what]) => (
          <div className="pair" key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
