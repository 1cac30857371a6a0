import { fireEvent, screen } from '@testing-library/react';
import { ApiProblem, problemFrom } from '../client/problem';
import { Problem } from './Problem';
import { renderPart, textOf } from './testing';

const problem = (code: string, status = 409, more = {}) =>
  new ApiProblem({ type: 'about:blank', title: code, status, code, ...more });

describe('Problem', () => {
  it('says what could not be done, what stays, and what to do now', () => {
    renderPart(<Problem error={problem('slot_taken')} />);
    expect(textOf(screen.getByRole('alert'))).toBe(
      'Somebody else was faster: this time is takenNothing was charged.Choose another time.',
    );
  });

  it('speaks with the server’s words for a code it does not know', () => {
    const error = problem('new_rule', 409, { title: 'A new rule', kept: 'All stays.', next: 'Ask us.' });
    renderPart(<Problem error={error} />);
    expect(textOf(screen.getByRole('alert'))).toBe('A new ruleAll stays.Ask us.');
  });

  it('shows the request’s number only where support can use it', () => {
    renderPart(<Problem error={problem('internal', 500, { instance: 'req-1' })} />);
    expect(screen.getByText('Number for support: req-1')).toBeTruthy();
  });

  it('offers to repeat what may help, and not what never will', () => {
    const again = jest.fn();
    const { unmount } = renderPart(<Problem error={problem('outcome_unknown', 503)} onAgain={again} />);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(again).toHaveBeenCalledTimes(1);
    unmount();
    renderPart(<Problem error={problem('slot_taken', 409)} onAgain={again} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('leads back here after signing in, but not from the sign-in itself', () => {
    const { unmount } = renderPart(<Problem error={problem('token_expired', 401)} />);
    expect(screen.getByRole('link').getAttribute('href')).toBe('/sign-in?next=%2F');
    unmount();
    renderPart(<Problem error={problem('credentials_wrong', 401)} />);
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('does not show what broke inside', () => {
    renderPart(<Problem error={new TypeError('x is undefined')} />);
    expect(textOf(screen.getByRole('alert'))).not.toContain('undefined');
  });
});

describe('problemFrom', () => {
  it('reads the code of a problem', () => {
    expect(problemFrom(409, { code: 'slot_taken', status: 409, title: 't', type: 'x' }).code).toBe('slot_taken');
  });

  it.each([
    [502, '<html>', 'temporarily_unavailable'],
    [404, '', 'not_found'],
    [418, null, 'internal'],
  ])('makes the best of an answer that is no problem: %i', (status, body, code) => {
    expect(problemFrom(status, body).code).toBe(code);
  });
});
