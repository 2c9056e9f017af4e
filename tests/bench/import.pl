# SPDX-License-Identifier: MIT
# import.pl KIND <CSV: the harness's rows (id,opened,status,grid,category,name,subject,assignee,due) as a file that import reads.
use strict;
use warnings;

my $kind = $ARGV[0];
my @channels = qw(walk-in phone grid visit hotline);
print $kind eq 'cases' ? "channel,subject,resident,phone,door,grid,opened_at\n" : "name,phone,door,grid,class\n";
<STDIN>;
while (my $line = <STDIN>) {
    my @cells = $line =~ /("(?:[^"]|"")*"|[^,\n]*)[,\n]/g;
    my ($id, $opened, $name, $subject) = @cells[0, 1, 5, 6];
    my $phone = sprintf '139%08d', $id * 7919 % 100_000_000;
    my $door = sprintf '%d-%d-%d', $id % 400 + 1, $id % 6 + 1, 100 + $id % 30;
    my $grid = sprintf '310115007001-G%02d', $id % 20 + 1;
    if ($kind eq 'cases') {
        print join(',', $channels[$id % 5], $subject, $name, $id % 2 ? $phone : '', $door, $grid, $opened), "\n";
    } else {
        print join(',', $name, $phone, $door, $grid, $id % 50 ? 'general' : 'key'), "\n";
    }
}
