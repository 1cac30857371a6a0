import { fireEvent, screen } from '@testing-library/react';
import { renderPart } from '../ui/testing';
import { Choices } from './Choices';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const tutor = {
  subjects: [
    { id: 's', name: 'Mathematics', levels: [], hourlyRate: eur(3360) },
    { id: 'p', name: 'Physics', levels: [], hourlyRate: eur(4800) },
  ],
  durations: [50, 90],
  hourlyRate: eur(3360),
  trial: null,
};

describe('the choice of a length', () => {
  it('says what each length costs, where it is chosen', () => {
    const onChoose = jest.fn();
    const choice = { subjectId: 's', minutes: 50, trial: false, week: 0 };
    renderPart(<Choices tutor={tutor} choice={choice} onChoose={onChoose} />);
    expect(screen.getByLabelText<HTMLInputElement>(/50 min.*€28\.00/).checked).toBe(true);
    fireEvent.click(screen.getByLabelText(/90 min.*€50\.40/));
    expect(onChoose).toHaveBeenCalledWith({ ...choice, minutes: 90 });
  });

  it('says what they cost in the subject that is chosen', () => {
    renderPart(
      <Choices tutor={tutor} choice={{ subjectId: 'p', minutes: 50, trial: false, week: 0 }} onChoose={jest.fn()} />,
    );
    expect(screen.getByLabelText(/50 min.*€40\.00/)).toBeTruthy();
  });

  it('offers the trial first, with its own length and price, and leaves it again', () => {
    const onChoose = jest.fn();
    const choice = { subjectId: 's', minutes: 25, trial: true, week: 0 };
    const trial = { price: eur(500), durationMinutes: 25 };
    renderPart(<Choices tutor={{ ...tutor, trial }} choice={choice} onChoose={onChoose} />);
    expect(screen.getByLabelText<HTMLInputElement>(/Trial, 25 min.*€5\.00/).checked).toBe(true);
    fireEvent.click(screen.getByLabelText(/50 min.*€28\.00/));
    expect(onChoose).toHaveBeenLastCalledWith({ ...choice, minutes: 50, trial: false });
  });

  it('says that a trial is free where it is', () => {
    const trial = { price: eur(0), durationMinutes: 30 };
    const onChoose = jest.fn();
    const choice = { subjectId: 's', minutes: 50, trial: false, week: 0 };
    renderPart(<Choices tutor={{ ...tutor, trial }} choice={choice} onChoose={onChoose} />);
    fireEvent.click(screen.getByLabelText(/Trial, 30 min.*free/));
    expect(onChoose).toHaveBeenCalledWith({ ...choice, minutes: 30, trial: true });
  });
});
