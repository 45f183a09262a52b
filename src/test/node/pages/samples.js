// An answer with all that answers may hold.
export const sample = `<think>A tour, then.</think># A short tour

Here is **bold**, *italic*, \`inline code\`, a [link](https://example.org) and a price of $5 to $7.

| River | Length (km) |
|:--|--:|
| Nile | 6,650 |
| Amazon | 6,400 |

\`\`\`java
/** Reverses the words. */
public static String reverse(String text) {
    return String.join(" ", List.of(text.split("\\\\s+")).reversed()); // 42
}
\`\`\`

The roots are $x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}$, and

$$\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}$$

1. First do this
2. Then do that
   - with a detail
   - [x] and a task

> A quotation of somebody.

That is all, and it ends here.

`;
