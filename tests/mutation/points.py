"""Finds the places of a C++ source where a mutant may differ, and rewrites it so that each is switched on at run time.

Works on tokens, not on a syntax tree. What it leans on is that clang-format keeps the sources in one style: a binary
operator stands between blanks, the brackets of a template do not. What it does not understand it leaves alone.
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r'(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:[^\n\\]|\\.)*)'
    r'|(?P<text>R"\((?:.*?)\)"|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\')'
    r"|(?P<word>[A-Za-z_]\w*)|(?P<number>\d(?:'?[\w.])*)"
    r'|(?P<mark><=>|\.\.\.|->|::|\+\+|--|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|<<|[-+*/%&|^=<>!~?:;,.(){}\[\]#@])',
    re.S | re.M)

ASSIGNS = {'=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^='}
OPEN, CLOSE = {'(', '{', '[', '<'}, {')': '(', '}': '{', ']': '[', '>': '<'}
BEFORE_CODE = {')', 'else', 'do', 'try', 'const', 'noexcept', 'override', 'mutable', ';', '}', ':'}
ENDS = ASSIGNS | {',', ';', '?', ':', 'return', 'throw', 'case', 'else', 'do', 'co_return'}  # of any operand
LOOSER = {  # what ends an operand of the operator, beside ENDS
    '||': {'||'}, '&&': {'||', '&&'}}
LOOSER['=='] = LOOSER['!='] = LOOSER['&&'] | {'==', '!='}
for one in ('<', '<=', '>', '>='):
    LOOSER[one] = LOOSER['=='] | {'<', '<=', '>', '>='}
LOOSER['+'] = LOOSER['-'] = LOOSER['<'] | {'<<', '+', '-'}
LEAVES = {'return', 'throw', 'continue', 'break'}
RANKS = {'+': 1, '-': 1, '<': 2, '<=': 2, '>': 2, '>=': 2, '==': 3, '!=': 3, '&&': 4, '||': 5}  # how loosely they bind
CONDITION, ASSIGNMENT, STATEMENT = 6, 7, 8
NOT_DROPPED = LEAVES | {'if', 'for', 'while', 'do', 'switch', 'case', 'default', 'else', 'try', 'catch', 'using', 'static',
                        'const', 'constexpr', 'auto', 'struct', 'class', 'enum', 'KEYBOOK_ASSERT', 'static_assert'}
HEADERS = {'if', 'while', 'for', 'switch', 'catch'}
PAIRS = {'==': '!=', '!=': '==', '&&': '||', '||': '&&', '<': '<=', '<=': '<', '>': '>=', '>=': '>', '+': '-', '-': '+',
         '&=': '|=', '|=': '&=', 'min': 'max', 'max': 'min', 'any_of': 'all_of', 'all_of': 'any_of',
         'true': 'false', 'false': 'true'}
FUNCTIONS = {'<': 'less', '<=': 'less_equal', '>': 'greater', '>=': 'greater_equal', '+': 'plus', '-': 'minus'}


@dataclass
class Token:
    text: str
    start: int
    end: int
    kind: str
    spaced: bool = False  # stands between blanks
    match: int = -1       # the other bracket
    code: bool = False    # a brace around statements


@dataclass
class Point:
    number: int
    line: int
    change: str
    code: str


class Source:
    """One file: its points, and its text with all of them in it."""

    def __init__(self, text, first):
        self.source, self.next = text, first
        self.points, self.edits, self.order = [], [], 0
        self.tokens = self.read()
        self.pair()
        self.quiet = self.quiet_tokens()
        for i, token in enumerate(self.tokens):
            if i not in self.quiet:
                self.visit(i, token)

    # ---- tokens

    def read(self):
        found = []
        for match in TOKEN.finditer(self.source):
            if match.lastgroup != 'skip':
                spaced = self.source[match.start() - 1].isspace() and self.source[match.end():match.end() + 1].isspace()
                found.append(Token(match.group(), match.start(), match.end(), match.lastgroup, spaced))
        return found

    def is_bracket(self, token):
        return token.text in '(){}[]' or (token.text in '<>' and not token.spaced)

    def pair(self):
        """Matches brackets, and tells blocks of statements from lists, classes and namespaces."""
        stack = []
        for i, token in enumerate(self.tokens):
            if not self.is_bracket(token):
                continue
            if token.text in OPEN:
                stack.append(i)
                token.code = token.text == '{' and (self.text(i - 1) in BEFORE_CODE or
                                                    (self.text(i - 1) == '{' and self.in_code(stack[:-1])))
                continue
            while stack and self.tokens[stack[-1]].text != CLOSE[token.text]:
                stack.pop()
            if stack:
                token.match = stack.pop()
                self.tokens[token.match].match = i

    def in_code(self, stack):
        return bool(stack) and self.tokens[stack[-1]].code

    def text(self, i):
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ''

    def quiet_tokens(self):
        """Inside of assertions, constants and signatures nothing is changed."""
        quiet = set()
        for i, token in enumerate(self.tokens):
            if token.text in ('KEYBOOK_ASSERT', 'static_assert') and self.text(i + 1) == '(':
                quiet.update(range(i, self.tokens[i + 1].match + 1))
            if token.text == 'constexpr':
                end = i
                while end < len(self.tokens) and self.text(end) != ';':
                    end += 1
                quiet.update(range(i, end))
        return quiet

    # ---- points and edits

    def point(self, i, change):
        token = self.tokens[i]
        line = self.source.count('\n', 0, token.start) + 1
        code = ' '.join(self.source[token.start:token.start + 160].split('\n')[0:1]).strip()
        self.points.append(Point(self.next, line, change, code))
        self.next += 1
        return self.next - 1

    def wrap(self, first, last, before, after, rank):
        """Text around the tokens first..last. Of equal spans the looser binding is the outer, then the later."""
        start, end = self.tokens[first].start, self.tokens[last].end
        self.order += 1
        self.edits.append(((start, 1, -end, -rank, -self.order), start, before))
        self.edits.append(((end, 0, -start, rank, self.order), end, after))

    def replace(self, i, text):
        self.edits.append(((self.tokens[i].start, 2, 0, 0, 0), self.tokens[i].end, text))

    def rewritten(self):
        out, at = [], 0
        for key, end, text in sorted(self.edits):
            out += [self.source[at:key[0]], text]
            at = end
        return ''.join(out) + self.source[at:]

    # ---- operands

    def left(self, i, ends):
        """The first token of the operand that ends before token i."""
        at = i - 1
        while at >= 0:
            token = self.tokens[at]
            if token.match >= 0 and token.match < at:
                opening = self.tokens[token.match]
                if opening.code or (opening.text == '(' and self.text(token.match - 1) in HEADERS):
                    return at + 1
                at = token.match - 1
            elif token.match > at or token.text in ENDS or (token.text in ends and token.spaced) or token.text == '{':
                return at + 1
            else:
                at -= 1
        return 0

    def right(self, i, ends):
        at = i + 1
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.match > at:
                at = token.match + 1
            elif token.match >= 0 or token.text in ENDS or (token.text in ends and token.spaced):
                return at - 1
            else:
                at += 1
        return at - 1

    # ---- what is changed

    def visit(self, i, token):
        if token.kind == 'word':
            self.visit_word(i, token)
        elif token.spaced and token.kind == 'mark':
            self.visit_mark(i, token)
        if token.text in (';', '{', '}', ')', 'else', ':'):
            self.visit_statement(i, token)

    def visit_word(self, i, token):
        if token.text in ('if', 'while') and self.text(i + 1) == '(':
            self.condition(i)
        elif token.text in ('true', 'false'):
            n = self.point(i, f'{token.text} -> {PAIRS[token.text]}')
            self.wrap(i, i, f'(mutant::on({n}) != ', ')', 0)
        elif token.text in ('min', 'max', 'any_of', 'all_of') and self.text(i - 2) == 'std' and self.text(i + 1) == '(':
            n = self.point(i, f'{token.text} -> {PAIRS[token.text]}')
            self.replace(i - 2, 'mutant')
            self.replace(i + 1, f'({n}, ')

    def visit_mark(self, i, token):
        op = token.text
        if op in ('&=', '|='):
            first, last = self.left(i, set()), self.right(i, set())
            n = self.point(i, f'{op} -> {PAIRS[op]}')
            self.wrap(first, last, f"mutant::{'and' if op == '&=' else 'or'}_assign({n}, ", ')', ASSIGNMENT)
            self.replace(i, ',')
        elif op == '?':
            self.negate(self.left(i, set()), i - 1, i, '?: swapped')
        elif op in LOOSER:
            self.binary(i, op)

    def binary(self, i, op):
        same = {'+', '-'} if op in '+-' else {op}  # what binds alike on the left belongs to the left operand
        first, last = self.left(i, LOOSER[op] - same), self.right(i, LOOSER[op])
        if first >= i or last <= i:
            return
        if op in ('+', '-'):
            start, end = self.left(i, LOOSER['<']), self.right(i, LOOSER['<'])
            if any(self.tokens[at].kind == 'text' for at in range(start, end + 1)):
                return  # texts
        n = self.point(i, f'{op} -> {PAIRS[op]}')
        if op in ('==', '!='):
            self.wrap(first, last, f'(mutant::on({n}) != (', '))', RANKS[op])
        elif op in ('&&', '||'):
            for start, end in ((first, i - 1), (i + 1, last)):
                self.wrap(start, end, f'(mutant::on({n}) != static_cast<bool>(', '))', RANKS[op])
            self.wrap(first, last, '((', f') != mutant::on({n}))', RANKS[op])
        else:
            self.wrap(first, last, f'mutant::{FUNCTIONS[op]}({n}, ', ')', RANKS[op])
            self.replace(i, ',')

    def is_comparison(self, first, last):
        """Whether first..last is one == or != : its negation would be the same mutant twice."""
        at, found = first, 0
        while at <= last:
            token = self.tokens[at]
            if token.match > at:
                at = token.match
            elif token.spaced and token.text in ('&&', '||', '?'):
                return False
            elif token.spaced and token.text in ('==', '!='):
                found += 1
            at += 1
        return found == 1

    def negate(self, first, last, i, change):
        if not self.is_comparison(first, last):
            n = self.point(i, change)
            self.wrap(first, last, f'(mutant::on({n}) != static_cast<bool>(', '))', CONDITION)

    def condition(self, i):
        close = self.tokens[i + 1].match
        first, assign, at = i + 2, -1, i + 2
        while at < close:
            token = self.tokens[at]
            if token.text == ';':
                first, assign = at + 1, -1
            elif token.text == '=' and assign < 0:
                assign = at
            at = token.match + 1 if token.match > at else at + 1
        drops = self.text(i) == 'if' and self.leaves(close + 1)
        if assign >= 0:  # if (const T* found = …): the check is written out behind it
            n = self.point(i, 'condition negated')
            test = f'(mutant::on({n}) != static_cast<bool>({self.text(assign - 1)}))'
            if drops:
                test += f" && !mutant::on({self.point(i, 'check dropped')})"
            self.wrap(first, close - 1, '', '; ' + test, CONDITION)
            return
        self.negate(first, close - 1, i, 'condition negated')
        if drops:
            n = self.point(i, 'check dropped')
            self.wrap(first, close - 1, '(static_cast<bool>(', f') && !mutant::on({n}))', CONDITION)

    def leaves(self, body):
        """Whether the statement that begins at token `body` does nothing but leave, and has no else."""
        if self.text(body) == '{':
            end = self.tokens[body].match
            start, at = body + 1, body + 1
            while at < end:
                token = self.tokens[at]
                at = token.match if token.match > at else at
                if self.text(at) == ';' and at + 1 < end:
                    start = at + 1
                at += 1
            return self.text(start) in LEAVES and self.text(end + 1) != 'else'
        end = body
        while self.text(end) != ';':
            end = self.tokens[end].match if self.tokens[end].match > end else end
            end += 1
        return self.text(body) in LEAVES and self.text(end + 1) != 'else'

    # ---- statements

    def enclosing(self, i):
        at = i
        while at >= 0:
            token = self.tokens[at]
            if token.match > i or (token.match >= 0 and token.match > at and at == i):
                return token
            at = token.match - 1 if 0 <= token.match < at else at - 1
        return None

    def visit_statement(self, i, token):
        """A statement may begin after token i: if it is an expression, it may be dropped."""
        if token.text == ')' and not (token.match > 0 and self.text(token.match - 1) in HEADERS - {'catch', 'switch'}):
            return
        if token.text == ':' and not self.is_label(i):
            return
        if (token.text == '{' and not token.code) or (token.text == '}' and not self.tokens[token.match].code):
            return
        around = self.enclosing(i)
        first = i + 1
        if around is None or around.text != '{' or not around.code or first >= len(self.tokens):
            return
        if self.text(first) in NOT_DROPPED | {'}', '{', ';', ')', ','} or first in self.quiet or self.is_declaration(first):
            return
        last = first
        while self.text(last) != ';':
            if self.text(last) in ('}', ')') or last + 1 >= len(self.tokens):
                return
            last = (self.tokens[last].match if self.tokens[last].match > last else last) + 1
        n = self.point(first, 'statement dropped')
        self.wrap(first, last, f'{{ if (!mutant::on({n})) ', ' }', STATEMENT)

    def is_label(self, i):
        at = i - 1
        while at >= 0 and self.text(at) not in (';', '{', '}', '?'):
            if self.text(at) in ('case', 'default'):
                return True
            at -= 1
        return False

    def is_declaration(self, first):
        """A name of a type, then a name."""
        at = first
        if self.tokens[at].kind != 'word':
            return False
        while True:
            at += 1
            if self.text(at) == '<' and not self.tokens[at].spaced and self.tokens[at].match > at:
                at = self.tokens[at].match + 1
            if self.text(at) != '::':
                break
            at += 1
        while self.text(at) in ('&', '*', '&&', 'const'):
            at += 1
        return at < len(self.tokens) and (self.tokens[at].kind == 'word' or
                                          (self.text(at) == '[' and self.text(at - 1) in ('&', '*', '&&')))
