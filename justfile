# Short names for what is done often. `just` lists them.

default:
    @just --list

# Formatting, lints and Rust tests
quick:
    scripts/test quick

# Everything
test:
    scripts/test

# A brief of an example crisis, in the terminal
brief crisis="examples/saravan":
    cargo run --release -- brief {{crisis}}

# The scorers against their floors; `just floors ../shared --raise` writes better figures down
floors eval *words:
    cargo build --release
    python3 scripts/floors.py --eval {{eval}} {{words}}
