# nothing but a start: one key, so that there is a response to wait for
key typed 1 <Down>
