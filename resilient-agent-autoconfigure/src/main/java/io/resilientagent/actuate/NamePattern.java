package io.resilientagent.actuate;

/** A name, in which each asterisk stands for any characters, also none. Takes no longer for many asterisks. */
final class NamePattern {

    static final NamePattern ANY = new NamePattern("*");

    private final String[] parts;

    NamePattern(String pattern) {
        this.parts = pattern.split("\\*", -1);
    }

    boolean matches(String name) {
        String first = this.parts[0];
        String last = this.parts[this.parts.length - 1];
        if (this.parts.length == 1) {
            return name.equals(first);
        }
        if (name.length() < first.length() + last.length() || !name.startsWith(first) || !name.endsWith(last)) {
            return false;
        }
        int end = name.length() - last.length();
        int position = first.length();
        for (int i = 1; i < this.parts.length - 1; i++) {
            int found = name.indexOf(this.parts[i], position);
            position = found + this.parts[i].length();
            if (found < 0 || position > end) {
                return false;
            }
        }
        return true;
    }
}
