package io.resilientagent.sample.live;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentTests {

    private final Recent<Integer> recent = new Recent<>(3);

    @Test
    void keepsTheLastAndCountsAll() {
        for (int i = 1; i <= 1_000; i++) {
            this.recent.add(i);
        }

        assertThat(this.recent.items()).containsExactly(998, 999, 1_000);
        assertThat(this.recent.total()).isEqualTo(1_000);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(this.recent.items()).isEmpty();
        assertThat(this.recent.total()).isZero();
    }
}
