import QtQuick
import QtTest
import Keybook.App
import Keybook.Navigation

Bench {
    id: bench

    TestCase {
        function init() {
            bench.reset();
        }
        function test_every_control_has_a_name_data() {
            const rows = [];
            for (const page of bench.shell.pageNames)
                for (const size of [[1440, 900], [800, 1280]])
                    rows.push({tag: page + " " + size[0], page: page, size: size});
            return rows;
        }
        function test_every_control_has_a_name(data) {
            bench.resize(data.size[0], data.size[1]);
            bench.shell.exampleAccount = "K-0031";
            bench.shell.showPage(data.page);
            wait(150);
            const controls = bench.interactive();
            verify(controls.length > 3);
            const nameless = controls.filter(each => each.Accessible.name.length === 0 && !each.Accessible.ignored).map(each => String(each));
            compare(nameless.join(", "), "");
        }
        function cleanup() {
            bench.shell.showPage("today");
            wait(50);
        }

        name: "Accessibility"
        when: windowShown
    }
}
