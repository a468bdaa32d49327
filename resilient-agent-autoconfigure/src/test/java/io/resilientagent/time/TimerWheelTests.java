package io.resilientagent.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimerWheelTests {

    private final TimerWheel wheel = new TimerWheel();

    private final List<String> done = new ArrayList<>();

    @Test
    void runsNoTaskBeforeItsTick() {
        add("one", 5);
        assertThat(at(4)).isEmpty();
        assertThat(at(5)).containsExactly("one");
        assertThat(at(6)).isEmpty();
        assertThat(this.wheel.isEmpty()).isTrue();
    }

    @Test
    void runsAtTheNextTickWhatIsDueAlready() {
        at(10);
        add("late", 3);
        assertThat(at(10)).isEmpty();
        assertThat(at(11)).containsExactly("late");
    }

    @Test
    void keepsWhatIsDueALapLater() {
        add("later", 5 + 1_024);
        add("sooner", 5);
        assertThat(at(5)).containsExactly("sooner");
        assertThat(at(1_028)).isEmpty();
        assertThat(at(1_029)).containsExactly("later");
    }

    @Test
    void missesNothingInALongPause() {
        add("one", 7);
        add("two", 3_000);
        add("three", 1_000_000);
        assertThat(at(500_000)).containsExactlyInAnyOrder("one", "two");
        assertThat(at(1_000_000)).containsExactly("three");
    }

    @Test
    void takesNoTaskOnceItIsClosed() {
        add("before", 2);
        this.wheel.close();
        assertThat(this.wheel.add(entry("after"), 2)).isFalse();
        assertThat(at(2)).containsExactly("before");
    }

    /** Like a sorted map of ticks, whatever is added, forgotten twice and passed. */
    @Property(tries = 300)
    void isAQueueByTick(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 3_000) Integer> numbers) {
        TimerWheel tested = new TimerWheel();
        Map<Integer, TimerWheel.Entry> entries = new TreeMap<>();
        Map<Integer, Long> expected = new TreeMap<>();
        List<Integer> ran = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < numbers.size(); i++) {
            int number = numbers.get(i);
            int id = i;
            if (number % 3 == 0) {
                now += number;
                List<Runnable> due = new ArrayList<>();
                tested.advance(now, due);
                due.forEach(Runnable::run);
                long passed = now;
                List<Integer> all = expected.entrySet().stream()
                        .filter((each) -> each.getValue() <= passed)
                        .map(Map.Entry::getKey)
                        .toList();
                assertThat(ran).containsExactlyInAnyOrderElementsOf(all);
                all.forEach(expected::remove);
                ran.clear();
            } else if (number % 3 == 1 || entries.isEmpty()) {
                TimerWheel.Entry entry = new TimerWheel.Entry(tested, () -> ran.add(id));
                tested.add(entry, now + number - 50);
                entries.put(id, entry);
                expected.put(id, Math.max(now + number - 50, now + 1));
            } else {
                int chosen = new ArrayList<>(entries.keySet()).get(number % entries.size());
                entries.get(chosen).cancel();
                entries.get(chosen).cancel();
                expected.remove(chosen);
            }
            assertThat(tested.isEmpty()).isEqualTo(expected.isEmpty());
        }
    }

    private void add(String name, long tick) {
        assertThat(this.wheel.add(entry(name), tick)).isTrue();
    }

    private TimerWheel.Entry entry(String name) {
        return new TimerWheel.Entry(this.wheel, () -> this.done.add(name));
    }

    private List<String> at(long tick) {
        this.done.clear();
        List<Runnable> due = new ArrayList<>();
        this.wheel.advance(tick, due);
        due.forEach(Runnable::run);
        return List.copyOf(this.done);
    }
}
