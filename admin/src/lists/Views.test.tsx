import { fireEvent, screen } from '@testing-library/react';
import { BOOKINGS } from '../bookings/question';
import { renderPage } from '../testing';
import { type Filters } from './question';
import { Views } from './Views';

const names = { all: 'All', attention: 'Needs attention' };
const show = (filters: Filters) => renderPage(<Views question={BOOKINGS} filters={filters} names={names} />);
const KEY = 'stoa.views.nobody.bookings';
beforeEach(() => localStorage.clear());

describe('views with a name of one’s own', () => {
  it('keeps a question under a name, and forgets it again', async () => {
    show({ q: 'ana', cursor: 'c7' });
    fireEvent.click(screen.getByText('+ Keep this view'));
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: ' Ana ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep the view' }));
    const kept = await screen.findByRole('link', { name: 'Ana' });
    expect(kept.getAttribute('href')).toBe('/?q=ana');
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual([{ name: 'Ana', search: 'q=ana' }]);
    fireEvent.click(screen.getByRole('button', { name: 'Forget the view Ana' }));
    expect(screen.queryByRole('link', { name: 'Ana' })).toBeNull();
    expect(localStorage.getItem(KEY)).toBe('[]');
  });

  it('asks for a name in words, and keeps nothing without', () => {
    show({ q: 'ana' });
    fireEvent.click(screen.getByText('+ Keep this view'));
    fireEvent.click(screen.getByRole('button', { name: 'Keep the view' }));
    expect(screen.getByText('Give it a name.')).toBeTruthy();
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('offers nothing to keep where the view has a name already', () => {
    show({ needsAttention: 'true' });
    expect(screen.queryByText('+ Keep this view')).toBeNull();
  });

  it.each(['{', '7', '[7,{"name":"x"}]'])('goes on where the browser’s storage holds %s', (text) => {
    localStorage.setItem(KEY, text);
    show({});
    expect(screen.getByRole('link', { name: 'All' })).toBeTruthy();
  });
});
