import { TriangleAlert } from 'lucide-react';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { text } from './text/text.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** Told of the defect, for the log. */
  readonly onError: (error: unknown) => void;
}

interface ErrorBoundaryState {
  readonly status: 'well' | 'failed';
}

/** Keeps a defect inside its pane: the rest of the window goes on, and the pane can be shown again. Key it by what it shows. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { status: 'well' };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { status: 'failed' };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    if (this.state.status === 'well') return this.props.children;
    const words = text.shell.failure;
    return (
      <div role="alert" className="pane-failure">
        <EmptyState
          icon={<TriangleAlert />}
          title={words.title}
          text={words.text}
          action={
            <Button
              onClick={() => {
                this.setState({ status: 'well' });
              }}
            >
              {words.again}
            </Button>
          }
        />
      </div>
    );
  }
}
