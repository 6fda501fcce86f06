/** What a new automation starts with: it can be saved and run as it stands. */
export const starterText = `name: my-automation
title: My automation
inputs:
  who: { type: text, default: world }
steps:
  - id: greet
    uses: set
    with:
      text: 'Hello \${ inputs.who }'
outputs:
  text: '\${ steps.greet.output.text }'
`
