import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { words } from '../words';

interface State {
  readonly isCrashed: boolean;
}

/** A page that cannot be shown says so in three parts, and the rest of the console goes on. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { isCrashed: false };

  static getDerivedStateFromError(): State {
    return { isCrashed: true };
  }

  override render(): ReactNode {
    if (!this.state.isCrashed) return this.props.children;
    const { crashed, crashedKept, crashedNext, reload } = words.problem;
    return (
      <div className="problem" role="alert">
        <div>
          <p className="problem-title">{crashed}</p>
          <p>
            {crashedKept} {crashedNext}
          </p>
          <Button onClick={() => window.location.reload()}>{reload}</Button>
        </div>
      </div>
    );
  }
}
