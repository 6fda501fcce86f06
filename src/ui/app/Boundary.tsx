import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  readonly fallback: (error: unknown, reset: () => void) => ReactNode
  readonly children: ReactNode
}

/** Keeps the failure of one part of a page to that part. React has no function for this. */
export class Boundary extends Component<BoundaryProps, { error: unknown; failed: boolean }> {
  override state = { error: undefined as unknown, failed: false }

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return this.props.fallback(this.state.error, () => this.setState({ error: undefined, failed: false }))
  }
}
