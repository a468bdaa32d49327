package io.resilientagent.sample.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTests {

    @Test
    void alignsColumns() {
        Table table = new Table("status", "route");
        table.line("SUCCESS", "a");
        table.line("OK", "bb");

        assertThat(table.render()).containsExactly("status   route", "SUCCESS  a", "OK       bb");
    }
}
