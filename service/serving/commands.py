"""``serve`` and ``check``."""


def add_commands(subparsers):
    command = subparsers.add_parser("serve", help="build, release and serve the site, until Ctrl-C")
    command.set_defaults(run=_serve)
    command = subparsers.add_parser("check", help="say whether everything is in order; exit status 1 if not")
    command.set_defaults(run=_check)


def _serve(options):
    from service.serving.serve import run

    return run(options)


def _check(options):
    from service.serving.checks import findings

    right = True
    for fine, words in findings():
        print(f"{'ok   ' if fine else 'WRONG'} {words}")
        right = right and fine
    return 0 if right else 1
