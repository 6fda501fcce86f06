import { Link as RouterLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import { classes } from '../format/classes.ts'
import { ButtonFace, buttonClasses, type ButtonSize, type ButtonVariant } from './Button.tsx'
import type { Icon } from './icon.ts'

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLAnchorElement>
}

/** Goes to a page of the app without loading it anew; addresses elsewhere open beside it. */
export function Link({ href, children, ...rest }: LinkProps) {
  if (!href.startsWith('/') || href.startsWith('/api/') || href.startsWith('/docs')) {
    return (
      <a href={href} target="_blank" rel="noreferrer" {...rest}>
        {children}
      </a>
    )
  }
  return (
    <RouterLink to={href} {...rest}>
      {children}
    </RouterLink>
  )
}

/** A link in running text. */
export function TextLink({ className, ...rest }: LinkProps) {
  return (
    <Link
      {...rest}
      className={classes(
        'rounded-mark text-accent-text underline decoration-accent-line underline-offset-3 hover:decoration-accent',
        className,
      )}
    />
  )
}

export interface ButtonLinkProps extends LinkProps {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: Icon
}

/** A link that reads as a button, for what leads on rather than acts. */
export function ButtonLink({ variant = 'secondary', size = 'medium', icon, children, className, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={classes(buttonClasses(variant, size), className)}>
      <ButtonFace icon={icon}>{children}</ButtonFace>
    </Link>
  )
}
