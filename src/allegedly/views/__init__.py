"""What a person sees: readings as an account for the terminal and as a page for the browser.

In:      `Reading`s; a view looks nothing up.
Out:     text. `account.render(reading)` for a terminal, `page.render(readings)` for one self-contained HTML file.
         JSON Lines are `allegedly.records.codec`'s.
Cost:    linear in text and statements; no model, no input or output.
Fails:   never, for a valid `Reading`; hostile text is shown harmlessly.

A view says who is said to have said what. It passes no verdict.
"""
