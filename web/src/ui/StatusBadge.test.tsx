import { en } from '@stoa/contracts/words/en';
import { StatusBadge } from './StatusBadge';
import { renderPart, textOf } from './testing';

describe('StatusBadge', () => {
  it.each(Object.entries(en.status))('shows %s with a word and an icon, never with colour alone', (status, word) => {
    const { container } = renderPart(<StatusBadge status={status} />);
    expect(textOf(container)).toBe(word);
    expect(container.querySelector('svg[aria-hidden=true]')).not.toBeNull();
  });

  it('shows a status it does not know as it came', () => {
    expect(textOf(renderPart(<StatusBadge status="frozen" />).container)).toBe('frozen');
  });
});
